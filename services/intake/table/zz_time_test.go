package table_test
import ("testing";"time";"bytes";"fmt";"runtime";"github.com/xuri/excelize/v2";"konggang/services/intake/table")
func bigBook(t testing.TB, merges int) []byte {
 f:=excelize.NewFile(); sw,_:=f.NewStreamWriter("Sheet1")
 st,_:=f.NewStyle(&excelize.Style{NumFmt:14})
 for i:=1;i<=20001;i++{ row:=make([]any,16); for j:=range row{ switch { case j%4==0: row[j]=fmt.Sprintf("某某单位名称%d",i); case j==5: row[j]=excelize.Cell{StyleID:st,Value:46752}; default: row[j]=i*j}}
  if i==1 {for j:=range row{row[j]=fmt.Sprintf("列%d",j)}}
  c,_:=excelize.CoordinatesToCellName(1,i); if err:=sw.SetRow(c,row);err!=nil{t.Fatal(err)}}
 for k:=0;k<merges;k++{ sw.MergeCell(fmt.Sprintf("A%d",2+3*k),fmt.Sprintf("A%d",4+3*k)) }
 sw.Flush(); b,err:=f.WriteToBuffer(); if err!=nil{t.Fatal(err)}; return b.Bytes()
}
func TestZZTime(t *testing.T){
 for _,m:=range []int{0,6000}{
 b:=bigBook(t,m)
 for k:=0;k<2;k++{ runtime.GC(); var a,z runtime.MemStats; runtime.ReadMemStats(&a); s:=time.Now(); x,err:=table.Read("a.xlsx",bytes.NewReader(b)); d:=time.Since(s); runtime.ReadMemStats(&z); if err!=nil{t.Log(err)}; t.Log(m,len(b),len(x.Rows),d,(z.TotalAlloc-a.TotalAlloc)>>20,"MB") }}
}
